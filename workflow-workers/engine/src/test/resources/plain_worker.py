"""A worker as anyone writes it with Temporal's SDK: it knows nothing of Lovage."""

import asyncio
import sys

from temporalio import activity
from temporalio.client import Client
from temporalio.worker import Worker


class ExpectedException(Exception):
    pass


@activity.defn
async def add(x, y):
    return x + y


@activity.defn
async def tsum(nums):
    return sum(nums)


@activity.defn
async def fail(*args):
    raise ExpectedException("Task expected to fail", *args)


async def main(target, namespace, queue):
    client = await Client.connect(target, namespace=namespace)
    async with Worker(client, task_queue=queue, activities=[add, tsum, fail]):
        print("ready", flush=True)
        await asyncio.Event().wait()


asyncio.run(main(*sys.argv[1:]))
