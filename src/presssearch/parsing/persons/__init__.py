"""People and their offices.

people         the only entrance: find_people
offices, office_country, office_holders    titles, the state that they belong to, and who holds one
names, name_reader    names in scripts with capitals; names_before_titles, titled_names: in those without
name_country, known_names    what else stands beside a name, and names without anything beside them
mentions       which mentions are one person; russian_names: the nominative; genders
"""
