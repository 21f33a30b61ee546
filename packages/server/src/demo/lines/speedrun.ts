/** What people say during attempt two hundred and something. */
export const speedrunLines = `
attempt 214, this is the one
he says that every time
the skip!! first try!!
three frames, THREE
gold split
pace is insane
don't look at the timer don't look at the timer
he looked at the timer
new here, what is the small number?
green is ahead, red is pain
wie macht man den Sprung durch die Wand?
Ecke anvisieren, rückwärts, beten
is this glitchless?
any%, everything is legal except happiness
water level incoming
water level never again
breathe
he forgot the key
HE FORGOT THE KEY
he did not forget the key, backup strat
chat stop jinxing
c'est le bon run je le sens
allez allez allez
ce saut était propre
boss in two cycles?
one cycle with luck
menos cuatro segundos!!
vamos que se puede
guarda la poción para el final
para de olhar o chat e joga haha
foco foco foco
world record pace until the bridge
the bridge takes everyone
bridge cleared omg
my hands are sweating and I am not playing
ナイス!
いけるいける
reset?
no reset, we ride
first run I ever watched live
controller sounds like rain
good save
blue screen of sadness in 3, 2
run is alive, chat is not
`;
