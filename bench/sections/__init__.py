# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The sections of the benchmark, in their order. A section's module has `sections(bench)`, which gives a list of
driver.section.Section; `bench` is the driver.run.Bench, and its `mode` says how much is wanted."""
from sections import both_sides, compiling, grpc, idle, rate, server_alone, spans, tls, tracing

MODULES = [server_alone, both_sides, rate, grpc, tls, tracing, spans, idle, compiling]
