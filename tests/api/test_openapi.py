import re
import subprocess
import sys
import tempfile
from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, settings

from deepvision.api import create_app
from deepvision.settings import Settings

ROOT = Path(__file__).parents[2]
CACHE = tempfile.TemporaryDirectory()
APP = create_app(
    Settings(
        network=[str(ROOT / "tests/scripts/tiny.py")],
        dataset=[str(ROOT / "tests/scripts/colours.py")],
        device="cpu",
        cache=Path(CACHE.name),
    )
)
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", APP)


def test_every_route_of_the_interface_is_described():
    rules = {rule.rule for rule in APP.url_map.iter_rules() if rule.rule.startswith("/api/")}
    described = APP.test_client().get("/api/v1/openapi.json").get_json()["paths"]
    plain = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule) for rule in rules} - {"/api/v1/openapi.json"}
    assert plain == set(described)


@schema.parametrize()
@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_fits_the_document(case):
    response = case.call()
    assert response.status_code < 500
    case.validate_response(
        response,
        checks=[
            schemathesis.checks.not_a_server_error,
            schemathesis.specs.openapi.checks.status_code_conformance,
            schemathesis.specs.openapi.checks.content_type_conformance,
            schemathesis.specs.openapi.checks.response_schema_conformance,
        ],
    )


def test_the_clients_types_are_generated_from_the_schemas():
    checked = subprocess.run(
        [sys.executable, ROOT / "tools" / "generate_types.py", "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
