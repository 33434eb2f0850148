"""Lines of a release, and what each is.

layout         the lines themselves, and what is known of each
segments       which line is what, with title_lines, dateline_lines, head_lines, tail_lines
headline, rubric, byline, contributors, credit, reference, boilerplate, contact_lines, letterheads
               one kind of line each
broken_titles  whether a line goes on in the next
line_words     reads ../data/lines.toml, the words that tell lines apart
"""
