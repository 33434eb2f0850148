"""People and their offices.

people         the only entrance: find_people
offices, office_scope, kazakh_offices    titles, with what stands behind them, and in Kazakh before them;
               portfolios, office_bodies, office_places: fields, bodies and towns that they end with
office_country, office_holders    the state that an office belongs to, and who holds one
names, name_reader    names in scripts with capitals; names_before_titles, titled_names: in those without
chinese_names    names and offices in Chinese
name_country, known_names    what else stands beside a name, and names without anything beside them
mentions       which mentions are one person; russian_names: the nominative; genders
"""
