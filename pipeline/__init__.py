"""phaen: from the documents of Thai public plans to a database; one module or package per stage."""
