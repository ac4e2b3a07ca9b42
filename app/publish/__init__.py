"""Records as others take them: lines of JSON today; feeds and exports have their place here."""
