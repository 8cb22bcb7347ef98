"""boto3 behind a line protocol: a JSON request a line on standard input, a JSON answer a line on standard output."""

import base64
import datetime
import json
import sys


def write(answer):
    sys.stdout.write(json.dumps(answer, default=encode) + "\n")
    sys.stdout.flush()


def encode(value):
    """What JSON has no form for."""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return {"$bytes": base64.b64encode(value).decode()}
    if hasattr(value, "read"):
        return encode(value.read())
    raise TypeError(f"{type(value)} has no JSON form")


def decode(value):
    if isinstance(value, dict):
        return base64.b64decode(value["$bytes"]) if "$bytes" in value else {name: decode(item) for name, item in value.items()}
    return [decode(item) for item in value] if isinstance(value, list) else value


class Clients:
    """One client a service and key pair; making one costs more than a call."""

    def __init__(self):
        self._made = {}

    def get(self, service, access_key_id, secret_access_key):
        key = (service, access_key_id, secret_access_key)
        if key not in self._made:
            self._made[key] = boto3.client(
                service,
                aws_access_key_id=access_key_id,
                aws_secret_access_key=secret_access_key,
                config=botocore.config.Config(retries={"total_max_attempts": 1}, signature_version="s3v4" if service == "s3" else "v4"),
            )
        return self._made[key]


def run(clients, request):
    client = clients.get(request["service"], request["accessKeyId"], request["secretAccessKey"])
    method = botocore.xform_name(request["operation"])
    parameters = decode(request["input"])
    if request["action"] == "presign":
        return {"Url": client.generate_presigned_url(method, Params=parameters, ExpiresIn=request["expiresIn"])}
    if request["action"] == "presignpost":
        return {name.title(): value for name, value in client.generate_presigned_post(**parameters, ExpiresIn=request["expiresIn"]).items()}
    if request["action"] == "paginate":
        pages = client.get_paginator(method).paginate(**parameters, PaginationConfig={"PageSize": request["pageSize"]})
        return pages.build_full_result()
    output = getattr(client, method)(**parameters)
    output.pop("ResponseMetadata", None)
    return json.loads(json.dumps(output, default=encode))


def answer(clients, request):
    try:
        return {"id": request["id"], "output": run(clients, request)}
    except botocore.exceptions.ClientError as error:
        details = error.response.get("Error", {})
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        return {"id": request["id"], "error": {"code": details.get("Code", ""), "status": status, "message": details.get("Message", "")}}
    except Exception as error:  # pylint: disable=broad-except
        return {"id": request["id"], "failure": f"{type(error).__name__}: {error}"}


try:
    import boto3
    import botocore
    import botocore.config
    import botocore.exceptions

    if not hasattr(boto3.client("s3tables"), "get_table_record_expiration_job_status"):
        raise RuntimeError(f"{boto3.__version__} is too old, it lacks operations")
except Exception as missing:  # pylint: disable=broad-except
    write({"missing": f"boto3 with s3tables: {missing}"})
    sys.exit(0)

write({"ready": True})
made = Clients()
for line in sys.stdin:
    write(answer(made, json.loads(line)))
