/** What people say while a ragù simmers. */
export const cookingLines = `
how long has it been on already?
three hours, the kitchen smells amazing i bet
quanto vino hai messo?
la carota tritata fine fine, brava
do you salt the pasta water before or after?
my nonna would approve of this pot
I burned mine at exactly this step
low heat, low heat, low heat
can I do this without pork?
lentils work, I tried it last week
das Soffritto braucht noch zwei Minuten
riecht man das nicht schon durch den Bildschirm?
tomato paste goes in now, right?
wooden spoon gang
¿se puede congelar después?
yo lo congelo siempre, queda mejor al día siguiente
that sizzle!!
the lid a little open, noted
what size is that pot?
je prends des notes pour dimanche
du lait dans le ragù ?? ah d'accord
milk in ragù was a surprise to me too
it makes it softer, trust the process
parmesan rind in the sauce, always
tagliatelle or rigatoni, choose wisely
tagliatelle. no discussion.
rigatoni hold more sauce, fight me
que fome, são duas da manhã aqui
eu queria um prato agora
the onions are basically jam now
is that bay leaf fresh or dried?
taste test please
my stove only knows too hot and off
cooking along from a dorm kitchen
how is your knife so quiet
お腹すいた
玉ねぎの音がたまらない
we eat at the same time tonight, across the sea
first time I made it it took me five hours, worth it
don't rush her
leftovers for lasagna tomorrow?
teach us the bread next week
`;
