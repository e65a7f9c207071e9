# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""A certificate of 127.0.0.1 for the rows with TLS, made for this run; clients trust it alone."""
import os
import subprocess

from driver import programs


def files(folder):
    """Paths of the certificate and its key."""
    certificate, key = (os.path.join(folder, name) for name in ('server.crt', 'server.key'))
    if not os.path.exists(certificate):
        os.makedirs(folder, exist_ok=True)
        command = ['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key,
                   '-out', certificate, '-days', '2', '-subj', '/CN=bench', '-addext', 'subjectAltName=IP:127.0.0.1']
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode != 0:
            raise programs.Failed(f'openssl: {done.stdout.strip()[-300:]}')
    return certificate, key


def flags(folder):
    """What a server is told."""
    certificate, key = files(folder)
    return ['--certificate', certificate, '--key', key]
