"""Who gets what from every path: a file per app, with its rows and the things they are about."""
