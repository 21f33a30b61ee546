/** What people say in any room. */
export const anywhereLines = `
hello everyone
hi from Lisbon
hi from Osaka
hallo aus Graz
salut tout le monde
buenas noches
first time here, this is lovely
been here since the start
the quality is so good today
volume a little up please
perfect now
brb tea
back with tea
my favourite hour of the day
sharing this with my sister
how many of us are on the night shift?
same time tomorrow?
❤️
👏👏👏
so calm in here
thanks for doing this
greetings from a very slow train
je découvre, merci
que buen ambiente hay aquí
que chat simpático
こんばんは
初めて来ました
schön hier
mod of the year goes to nobody, chat behaves
you made my week
`;

/** When something great has just been sent. */
export const amazedLines = `
WOW
oh my goodness
whaaat
so generous!!
👏👏👏👏
that animation!
goosebumps
incroyable
madre mía
que lindo!!
unglaublich
すごい!
the whole screen lit up
who IS that
legend
`;

/** What creators answer; `{name}` is whoever sent it. */
export const thankLines = `
{name}!! thank you so much, that made my night
thank you {name}, I nearly dropped everything
{name}, you are unbelievable. thank you.
I see you {name}, thank you from the heart
everyone say hi to {name}. Thank you!
{name}, that was for all of us, thank you
`;
