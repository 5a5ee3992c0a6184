"""The process that talks to a Ray cluster, for one other: ``python -m deepvision.jobs.ray_driver ADDRESS DEVICE``.

A process of its own, because Ray ends the one that uses it when the cluster is lost, and a server has to go on. It also
keeps Ray's threads, signal handlers and messages away from the server. It ends when its standard input does, and with
it everything it has started on the cluster.
"""

import logging
import os
import pickle
import sys
import threading
from typing import BinaryIO

import ray

from deepvision.jobs.ray_dispatcher import Dispatcher
from deepvision.jobs.ray_messages import Answer, Ready, Refused


def main(address: str, device: str) -> int:
    """Work until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints, prints to the log

    def answer(message: Answer) -> None:
        pickle.dump(message, answers)
        answers.flush()

    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, namespace="deepvision")
    except Exception as error:  # a dozen kinds, by version
        answer(Refused(_refusal(address, error)))
        return 1
    dispatcher = Dispatcher(device, answer)
    dispatcher.crew.look()
    if dispatcher.crew.capacity == 0:
        offered = "GPU" if device == "cuda" else "GPU or CPU"
        answer(Refused(f"The Ray cluster at {address} offers no {offered}. `ray status` shows what it has."))
        return 1
    answer(Ready(dispatcher.crew.capacity))
    threading.Thread(target=_read, args=(sys.stdin.buffer, dispatcher), daemon=True).start()
    try:
        dispatcher.loop()
    finally:
        dispatcher.crew.dismiss_all()
        ray.shutdown()
    return 0


def _read(commands: BinaryIO, dispatcher: Dispatcher) -> None:
    try:
        while True:
            dispatcher.inbox.put(pickle.load(commands))
    except (EOFError, pickle.UnpicklingError):  # the other process has ended, perhaps within a message
        dispatcher.inbox.put(None)


def _refusal(address: str, error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    if "No node info found" in lines[0] or "node_ip_address" in lines[0]:
        return (
            f"The Ray cluster at {address} answers, and this computer is no node of it, as it has to be. "
            f"Run here: ray start --address={address} --num-cpus=0"
        )
    hint = ""
    if "token" in f"{error.__cause__}":
        hint = (
            " If it asks for a token, give this process the same one: RAY_AUTH_MODE=token, and the token in "
            "RAY_AUTH_TOKEN or in ~/.ray/auth_token."
        )
    return f"The Ray cluster at {address} cannot be used: {' '.join(lines)[:600]}.{hint}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
