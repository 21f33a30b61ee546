/** What people say beside a potter's wheel. */
export const potteryLines = `
watching clay spin lowers my heart rate
centred on the first try, wow
how wet should the hands be?
mine always collapse when I pull the walls
slow hands. got it.
die Drehscheibe klingt so beruhigend
welcher Ton ist das, Steinzeug?
stoneware, she said it at the start
is that the bowl from last week, glazed?
that rim is so even
c'est hypnotisant
on dirait que c'est facile, ce n'est pas facile
I have made eleven ashtrays that wanted to be bowls
ashtrays are valid
what happens if there is an air bubble?
it cracks in the kiln, ask me how I know
le tournage c'est de la patience
qual a temperatura do forno?
1240 if I remember right
the sponge trick!
wire under the foot, here we go
cut it in half, show us the walls!
no please don't cut it
she will cut it
she cut it 😭
even thickness though, look at that
esa curva es preciosa
me quedo aquí a estudiar
I study with this stream on, best grades ever
ろくろの回る音が好き
指の使い方がきれい
what's the glaze going to be?
celadon celadon celadon
ash glaze please
does the clay get tired if you start over?
it does, let it rest
my cat also watches the wheel
trimming day is my favourite day
signed on the bottom?
that mug handle is thicker than my patience
how do you get the water off the bottom?
breathe in, pull up
`;
