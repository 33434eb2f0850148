"""RawDocument -> Article. `assemble.parse_document` is the only entrance; everything here is a pure function.

assemble       puts the article together: fields, origins, warnings; publisher: the state that it speaks for
lines/         lines, and what each is: headline, rubric, byline, credit, reference, boilerplate
datelines/     where and when, as printed
days/          days and times as people print them, and which one is that of publication
persons/       people and their offices
institutions/  organisations and countries
speech/        quotations and their speakers
words, lexicon the words of a text, taken apart once for the last three; inflections: forms made; tables: reads data/

Forms that are read, with the reason for each: tests/cases/*.toml.
"""
