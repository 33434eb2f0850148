"""RawDocument -> Article. `assemble.parse_document` is the only entrance; everything here is a pure function.

    assemble        puts the article together: fields, origins, warnings
    segments        which line is what, with title_lines, dateline_lines, tail_lines; layout: the lines themselves
    dateline        the grammar of datelines; fixed_forms: those that need none; pieces and places: what is left of
                    one without its date
    printed_dates, printed_times, months, digits    dates and times as people print them
    witnesses, dates    the date of publication: its witnesses, and what they come to
    headline, rubric, byline, credit, reference, boilerplate, contact_lines    one kind of line each
    people, organisations, countries, quotes        what the body names

Words of lines stand in lines.toml, months in months.tsv, weekdays in weekdays.tsv. Forms that are read, with the
reason for each: tests/cases/*.toml.
"""
