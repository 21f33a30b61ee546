/** What people say where two languages meet. */
export const languageLines = `
bom dia from Leeds!
boa noite, aqui já é tarde
how do you say "I miss it" again?
saudade, but saudade is not only that
my teacher never explained it like this
qual a diferença entre ser e estar?
ser for what you are, estar for how you are today
estou cansado mas sou feliz, did I do it right?
perfeito!
"I have been knowing" is wrong, right?
I have known. English is strange.
false friends please, my favourite part
pretend não é pretender hahaha
esquisito, exquisite, that one hurt me once
I said I was pregnant instead of embarrassed
everybody did that once
em espanhol também tem essa armadilha
the th sound: tongue between the teeth
thirty-three thirsty thieves
trinta e três ladrões com sede
je suis là pour l'accent, j'avoue
peut-on avoir un jour français aussi ?
ein deutscher Abend wäre auch schön
can you say it slowly one more time
mais devagar por favor
the nasal vowels are the boss level
pão, not pau. pão.
never order pau at the bakery, learned that
coffee vocabulary!
um galão e um pastel de nata, se faz favor
meia de leite is a half of milk? I love it
homework from last week: done
I wrote my first email in Portuguese today
parabéns!!
how old were you when you started?
nunca é tarde para aprender
日本からです、ポルトガル語を始めました
曖昧な言い方が難しい
listening while cooking, my frango says olá
is "ya" rude?
depends on the mother who hears it
até amanhã, gente
`;
