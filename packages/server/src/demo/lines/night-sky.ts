/** What people say under a night sky. */
export const nightSkyLines = `
clouds here, thanks for the sky
is that Saturn or a smudge on the lens?
that is Saturn!!
I can see the gap in the rings
Cassini division, first time for me
what focal length are you using?
hier ist Nebel, danke für die Sterne
wie lange belichtest du?
thirty seconds a frame I think
the tracking is so smooth tonight
on entend les grillons, j'adore
quelle est cette étoile très brillante ?
Vega
Vega is twenty-five light years away, that light is older than me
I am from when that light left
point at Andromeda next?
¿se ve la Vía Láctea desde ahí?
aquí hay demasiada luz de ciudad
mi hija pregunta si las estrellas duermen
tell her they only look away
the radio voice + the stars, ten out of ten
was that a meteor?
METEOR
I saw it too, top left
wish made
que voz tranquila, vou dormir bem
dá para ver Júpiter mais tarde?
Jupiter rises after midnight there
satellite, satellite, satellite
they photobomb everything now
which app do you use for the charts?
paper charts, real ones, look at the table
土星の環がはっきり見える
今夜は空気が澄んでいるね
my telescope has been in the box for two years
open the box!
opening the box tomorrow
red torch only, respect
how cold is it up there?
she has three blankets and a thermos
the moon is loud today
turn up the crickets please
`;
