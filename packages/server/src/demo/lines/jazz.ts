/** What people say to a piano after dark. */
export const jazzLines = `
that left hand though
what key is this in?
E flat, I think
he changed it on the bridge
play something slow next
the candle is down to half, we have time
is this a standard or yours?
diese Akkorde machen mich fertig
so ein warmer Klang
which piano is that? old upright?
the third pedal is broken, that's the charm
je travaille mieux avec ce live
on dirait la pluie
et encore ce petit silence avant l'accord, magnifique
minor again. I'm fine. I'm fine.
a waltz? a waltz!
you played this the first night I came here
qué bonito final
otra otra otra
mi padre tocaba esta
walking bass with one hand, how
eu choro com esse acorde
parece filme antigo
took my headphones off to clap, alone, in my kitchen
someone clapped with you
that was a wrong note and it was the best one
no wrong notes, only early ones
blue notes for blue Mondays
ピアノの音がやさしい
夜にぴったり
requests open? anything with rain in it
he nodded! he read it!
slower than last week, I like it
doing the dishes in 3/4 now
cat on the piano in three, two
the pause. the pause!
can you show the voicing again?
root, seventh, third, and feeling
what do you think about when you play this?
sheet music somewhere?
by ear, all of it
goodnight from the night shift
`;
