"""Organisations and countries.

organisations  find_organisations: known_bodies from the table, built_bodies around a noun ("Ministry of …"),
               unspaced_bodies in Chinese and Japanese; explained: acronyms that the text explains; bodies: the words;
               russian_phrases, kazakh_phrases, listed_fields: how far a built name goes; one_body: which names
               are one body's
countries      find_countries
"""
