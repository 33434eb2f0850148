"""How much the readers take in at most. What is larger is reported, never cut in silence."""

MB = 1024 * 1024

DOCUMENT_BYTES = 20 * MB  # a page, a text, a mail, a JSON file
UNPACKED_BYTES = 100 * MB  # the same, out of gzip
STREAM_BYTES = 2048 * MB  # JSON Lines and mbox, out of gzip
UNPACK_RATIO = 200  # real releases reach 8; a bomb passes 1,000
LINE_BYTES = 20 * MB  # one record of a JSON Lines file
MESSAGE_BYTES = 20 * MB  # one message of an mbox
HEAD_BYTES = 64 * 1024  # what is looked at to tell what a file is
TAGS = 200_000  # of a page, counted as "<"
ATTRIBUTES = 1_000  # of one tag
TEXT_CHARS = 5_000_000  # of one document
TITLE_CHARS = 2_000  # a longer "title" is no title
CLUE_CHARS = 2_000  # a longer clue is cut: it cannot be a date or a name
CLUES = 200  # of one document
PDF_PAGES = 300
PDF_MEMORY_BYTES = 1024 * MB  # of the process that reads a PDF file
PDF_CPU_SECONDS = 20  # the same
PDF_WALL_SECONDS = 25  # the same, where others hold the processor; less than a worker of the index has
