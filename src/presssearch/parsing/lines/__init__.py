"""Lines of a release, and what each is.

layout         the lines themselves, and what is known of each
segments       which line is what, with title_lines, dateline_lines, tail_lines
headline, rubric, byline, credit, reference, boilerplate, contact_lines    one kind of line each
line_words     reads ../data/lines.toml, the words that tell lines apart
"""
