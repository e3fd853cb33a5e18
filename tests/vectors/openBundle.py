#!/usr/bin/env python3
# Opens a bundle with Debian's `age` and python3-cryptography: openBundle.py IDENTITY.txt BUNDLE
# Prints one event a line. Layout: src/core/event/bundle.ts. Needs the desk's or the escrow's identity.
import base64, hashlib, json, struct, subprocess, sys
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

def age(identity, sealed):
    return subprocess.run(["age", "-d", "-i", identity], input=sealed, stdout=subprocess.PIPE, check=True).stdout

def take_sized(plain, at):
    (length,) = struct.unpack(">I", plain[at : at + 4])
    return plain[at + 4 : at + 4 + length], at + 4 + length

identity, path, recipients = sys.argv[1], sys.argv[2], sys.argv[3:]
plain = age(identity, open(path, "rb").read())
assert plain[:6] == b"ADEM1\n", "not a bundle"
header_bytes, at = take_sized(plain, 6)
body, at = take_sized(plain, at)
header = json.loads(header_bytes)
if recipients:  # desk, escrow and signal: then the device's signature is checked too
    r, s = int.from_bytes(plain[at : at + 32], "big"), int.from_bytes(plain[at + 32 : at + 64], "big")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.b64decode(header["publicKey"]))
    sha = lambda data: hashlib.sha256(data).hexdigest()
    signed = "adem bundle 1\nstudy %s\nrecipients %s\nheader %s\nbody %s\n" % (
        header["study"], " ".join(sorted(recipients)), sha(header_bytes), sha(body))
    key.verify(utils.encode_dss_signature(r, s), signed.encode(), ec.ECDSA(SHA256()))
keys = [AESGCM(age(identity, base64.b64decode(json.loads(run)["k"]))) for run in header["runs"]]
before, at = bytes.fromhex(header["before"]), 0
for event in header["events"]:
    sealed = body[at : at + event["sealed"]]
    seq, run = event["seq"].to_bytes(8, "big"), header["runs"][event["run"]].encode()
    bound = hashlib.sha256(run).digest() + seq + before
    print(keys[event["run"]].decrypt(bytes(4) + seq, sealed, bound).decode().rstrip())
    before, at = hashlib.sha256(sealed).digest(), at + event["sealed"] + event["slot"]
