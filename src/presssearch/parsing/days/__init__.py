"""Days and times: as people print them, and which one is that of publication.

printed_dates, printed_times, months, digits    dates and times in text
witnesses, dates    the date of publication: its witnesses, and what they come to
"""
