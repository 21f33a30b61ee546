/**
 * Light dust and confetti on one canvas. It runs only while something flies and is bounded.
 *
 * Particles grow in and fade out over many frames; nothing here can flash.
 */
export type ParticleShape = "dot" | "star" | "strip" | "petal";

export interface Burst {
  readonly x: number;
  readonly y: number;
  readonly count: number;
  readonly colours: readonly string[];
  readonly shape: ParticleShape;
  /** Pixels a second at the start, and how much it varies (0 to 1). */
  readonly speed: number;
  readonly spread?: number;
  /** Direction in radians and how wide around it; all around unless told. */
  readonly angle?: number;
  readonly width?: number;
  readonly gravity?: number;
  /** Share of the speed lost in a second. */
  readonly drag?: number;
  readonly lifeMs: number;
  readonly size: number;
  /** Scatter of the starting point. */
  readonly around?: number;
}

interface Particle {
  x: number;
  y: number;
  vx: number;
  vy: number;
  turn: number;
  spin: number;
  ageMs: number;
  readonly lifeMs: number;
  readonly size: number;
  readonly colour: string;
  readonly shape: ParticleShape;
  readonly gravity: number;
  readonly drag: number;
}

/** More than this is not seen as more, and costs frames on a phone. */
const PARTICLES_MAX = 420;
const DENSITY_MAX = 1.5;

/** A canvas of particles. */
export class Particles {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D | null;
  #alive: Particle[] = [];
  #frame = 0;
  #lastMs = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d");
  }

  burst(burst: Burst): void {
    const room = Math.max(0, PARTICLES_MAX - this.#alive.length);
    for (let index = 0; index < Math.min(burst.count, room); index++) {
      this.#alive.push(born(burst));
    }
    if (this.#frame === 0 && this.#alive.length > 0) this.#start();
  }

  clear(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#alive = [];
    this.#context?.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
  }

  #start(): void {
    this.#fit();
    this.#lastMs = performance.now();
    this.#frame = requestAnimationFrame((now) => this.#step(now));
  }

  #fit(): void {
    const density = Math.min(devicePixelRatio, DENSITY_MAX);
    this.#canvas.width = Math.round(this.#canvas.clientWidth * density);
    this.#canvas.height = Math.round(this.#canvas.clientHeight * density);
    this.#context?.setTransform(density, 0, 0, density, 0, 0);
  }

  #step(nowMs: number): void {
    // A frame may carry a time from before the burst that asked for it.
    const elapsedMs = Math.max(0, Math.min(50, nowMs - this.#lastMs));
    this.#lastMs = nowMs;
    for (const particle of this.#alive) move(particle, elapsedMs);
    this.#alive = this.#alive.filter((particle) => particle.ageMs < particle.lifeMs);
    this.#draw();
    this.#frame = this.#alive.length > 0 ? requestAnimationFrame((now) => this.#step(now)) : 0;
  }

  #draw(): void {
    const context = this.#context;
    if (context === null) return;
    // Its own size is at least the element’s, and reading that one would cost a layout a frame.
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    for (const particle of this.#alive) draw(context, particle);
  }
}

function born(burst: Burst): Particle {
  const angle = (burst.angle ?? 0) + (Math.random() - 0.5) * (burst.width ?? Math.PI * 2);
  const speed = burst.speed * (1 - (burst.spread ?? 0.7) * Math.random());
  const around = burst.around ?? 0;
  return {
    x: burst.x + (Math.random() - 0.5) * around,
    y: burst.y + (Math.random() - 0.5) * around,
    vx: Math.cos(angle) * speed,
    vy: Math.sin(angle) * speed,
    turn: Math.random() * Math.PI * 2,
    spin: (Math.random() - 0.5) * 7,
    ageMs: 0,
    lifeMs: burst.lifeMs * (0.6 + 0.4 * Math.random()),
    size: burst.size * (0.5 + Math.random()),
    colour: burst.colours[Math.floor(Math.random() * burst.colours.length)] ?? "#fff",
    shape: burst.shape,
    gravity: burst.gravity ?? 0,
    drag: burst.drag ?? 1.6,
  };
}

function move(particle: Particle, elapsedMs: number): void {
  const seconds = elapsedMs / 1000;
  const kept = Math.exp(-particle.drag * seconds);
  particle.vx *= kept;
  particle.vy = particle.vy * kept + particle.gravity * seconds;
  const sway = particle.shape === "petal" ? Math.sin(particle.ageMs / 420 + particle.turn) * 34 : 0;
  particle.x += (particle.vx + sway) * seconds;
  particle.y += particle.vy * seconds;
  particle.turn += particle.spin * seconds;
  particle.ageMs += elapsedMs;
}

function draw(context: CanvasRenderingContext2D, particle: Particle): void {
  // A frame's time may lie before the moment that a burst was asked for.
  const share = Math.max(0, particle.ageMs / particle.lifeMs);
  const grown = Math.min(1, share * 8);
  context.globalAlpha = Math.min(1, (1 - share) * 2.2) * grown;
  context.fillStyle = particle.colour;
  context.save();
  context.translate(particle.x, particle.y);
  context.rotate(particle.turn);
  drawShape(context, particle.shape, particle.size * grown, particle.turn);
  context.restore();
}

function drawShape(
  context: CanvasRenderingContext2D,
  shape: ParticleShape,
  size: number,
  turn: number,
): void {
  context.beginPath();
  if (shape === "dot") {
    context.arc(0, 0, size / 2, 0, Math.PI * 2);
  } else if (shape === "strip") {
    const flip = Math.abs(Math.cos(turn * 2.3)) * 0.85 + 0.15;
    context.rect(-size / 2, (-size / 4) * flip, size, (size / 2) * flip);
  } else if (shape === "petal") {
    context.ellipse(0, 0, size / 2, size / 3.4, 0, 0, Math.PI * 2);
  } else {
    star(context, size);
  }
  context.fill();
}

function star(context: CanvasRenderingContext2D, size: number): void {
  const waist = size * 0.12;
  context.moveTo(0, -size / 2);
  context.quadraticCurveTo(waist / 2, -waist / 2, size / 2, 0);
  context.quadraticCurveTo(waist / 2, waist / 2, 0, size / 2);
  context.quadraticCurveTo(-waist / 2, waist / 2, -size / 2, 0);
  context.quadraticCurveTo(-waist / 2, -waist / 2, 0, -size / 2);
}
