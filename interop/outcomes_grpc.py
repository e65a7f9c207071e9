# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""What our client prints over Kitex-Protobuf and gRPC, beside what a Kitex client printed: kinds, codes and values are the same;
texts without the words that Kitex puts around what was said. All that differs stands here with its reason."""
import re

FOLDERS = ('kitex_protobuf', 'grpc')  # what the names of the recordings begin with

# Kitex's texts name Go's gRPC, its own layers, and where to look for a stack.
AROUND = [re.compile(pattern) for pattern in (
    r'^remote or network error(\[remote\])?: ', r'^biz error: ', r'^rpc error: code = \d+ desc = ', r' \[biz error\]$',
    r', please check the panic at the server side')]
# Errors of the own side, where each says it in its own words.
OWN_WORDS = ('cancel', 'timeout', 'bidi_server_ends', 'stream_cancel_by_client', 'stream_hop_cancel', 'stream_client_timeout',
             'stream_recv_timeout', 'everything_nil')
# How a server's stream ended: "cancelled", the count of its items, and why in its own words.
ENDED = ('server', 'near', 'far')
CODES = {
    # What nobody knows is gRPC's UNIMPLEMENTED; Kitex sends the types of Thrift's application errors as they are.
    1: 12, 20: 12,
    # Nothing came in time: Kitex has a number of its own for it, ours is gRPC's.
    17: 4,
}


def said(text):
    for pattern in AROUND:
        text = pattern.sub('', text)
    return text


def error_differs(case, theirs, ours):
    code = theirs.get('code')
    if ours.get('kind') != theirs.get('kind') or ours.get('code') not in (code, CODES.get(code)):
        return True
    if ours.get('extra') != theirs.get('extra'):
        return True
    text = said(theirs.get('text', ''))
    if case == 'stream_unknown_method':  # it has another name here: one name cannot be two kinds of method
        text = text.replace('NoSuchMethod', 'NoSuchStream')
    return case not in OWN_WORDS and text not in said(ours.get('text', ''))


def value_differs(case, theirs, ours):
    if isinstance(theirs, dict) and 'kind' in theirs and isinstance(ours, dict):
        return error_differs(case, theirs, ours)
    if isinstance(theirs, dict) and isinstance(ours, dict):
        # Kitex counts the content type as metadata; `more` is what came while the client was about to cancel.
        keys = {key for key in (*theirs, *ours) if key not in ('content-type', 'more')}
        return any(not str(ours.get(key)).startswith('cancelled') if key in ENDED
                   else value_differs(case, theirs.get(key), ours.get(key)) for key in keys)
    if isinstance(theirs, list) and isinstance(ours, list):
        return len(theirs) != len(ours) or any(value_differs(case, a, b) for a, b in zip(theirs, ours))
    if case == 'hop2' and isinstance(ours, str):
        # Kitex passes transient values on to every server over gRPC, and to the next one elsewhere. Ours does the latter everywhere.
        return ours not in (theirs, theirs.replace('|t.TA=1', ''))
    return theirs != ours


def differs(case, theirs, ours):
    """Whether the line that our client printed says something else."""
    if case == 'presence_lost':  # Kitex's encoder drops what ours keeps
        return ours.get('got') != {'arm': True, 'bytes': True}
    if case == 'oneway':  # Kitex's server does not serve it over gRPC
        return ours.get('got') != 3
    return ours.get('ok') != theirs.get('ok') or value_differs(case, theirs.get('got'), ours.get('got')) or (
        value_differs(case, theirs.get('error'), ours.get('error')))
