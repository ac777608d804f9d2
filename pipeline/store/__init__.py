"""The *store* stage: the database, made of the result files (`pipeline/results.py`) and of nothing else.

    warehouse.build  -> OUT/plans.duckdb, anew
    asking.query     -> the answer to anybody's question; asking.asking: to several
    copying.copying  -> tables and views whole, for the files of `export`

What is promised: the same files give the same rows; a reader never sees half a database; whatever goes wrong, the old
one stays and nothing temporary is left behind. The types of the tables stand in `schemas/warehouse.sql` alone: the
catalogue is asked for them. `database.py` is the only module that imports duckdb.
"""

DATABASE = "plans.duckdb"
