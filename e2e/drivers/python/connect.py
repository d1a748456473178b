"""Connects with the stock redshift_connector and prints rows, tab-separated.

Standard input: one JSON object with "connection" (keyword arguments of connect) and "sql".
"""

import json
import sys

import redshift_connector

request = json.load(sys.stdin)
try:
    with redshift_connector.connect(**request["connection"]) as connection:
        with connection.cursor() as cursor:
            cursor.execute(request["sql"])
            for row in cursor.fetchall():
                print("\t".join(str(value) for value in row))
except redshift_connector.Error as refused:
    print(f"{type(refused).__name__}: {refused}", file=sys.stderr)
    sys.exit(1)
