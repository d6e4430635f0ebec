"""prefect.yaml says what docs/operations.md promises, and Prefect can find what it names."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]


@pytest.mark.prefect
def test_the_nightly_deployment_leads_to_a_flow() -> None:
    from prefect.flows import Flow, load_flow_from_entrypoint  # noqa: PLC0415 - takes seconds

    (deployment,) = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    flow = load_flow_from_entrypoint(deployment["entrypoint"])
    assert isinstance(flow, Flow)
    assert flow.name == deployment["name"] == "nightly"
    (schedule,) = deployment["schedules"]
    assert schedule == {"cron": "0 2 * * *", "timezone": "Asia/Shanghai"}
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}
