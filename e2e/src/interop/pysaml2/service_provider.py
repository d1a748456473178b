# A service provider on pysaml2 (pure Python, verifying with xmlsec1): one page that shows who is signed in.
import html
import http.server
import json
import secrets
import sys
import urllib.parse

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.client import Saml2Client
from saml2.config import SPConfig
from saml2.metadata import entity_descriptor
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

folder, port = sys.argv[1], int(sys.argv[2])
origin = f"http://127.0.0.1:{port}"
key, certificate = f"{folder}/key.pem", f"{folder}/certificate.pem"
config = SPConfig().load({
    "entityid": f"{origin}/metadata",
    "key_file": key,
    "cert_file": certificate,
    "encryption_keypairs": [{"key_file": key, "cert_file": certificate}],
    "metadata": {"local": [f"{folder}/idp.xml"]},
    "allow_unknown_attributes": True,
    "service": {"sp": {
        "endpoints": {
            "assertion_consumer_service": [(f"{origin}/acs", BINDING_HTTP_POST)],
            "single_logout_service": [(f"{origin}/slo", BINDING_HTTP_REDIRECT), (f"{origin}/slo", BINDING_HTTP_POST)],
        },
        "allow_unsolicited": True,
        "authn_requests_signed": True,
        "logout_requests_signed": True,
        "logout_responses_signed": True,
        "want_assertions_signed": True,
        "want_response_signed": False,
        "signing_algorithm": SIG_RSA_SHA256,
        "digest_algorithm": DIGEST_SHA256,
    }},
})
config.logout_responses_signed = True
client = Saml2Client(config)
idp = next(iter(client.metadata.identity_providers()))
outstanding = {}
sessions = {}


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body, headers=()):
        data = body.encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def carry(self, info, headers=()):
        """Sends the browser on by what pysaml2 prepared: a redirect, or a form."""
        location = dict(info["headers"]).get("Location")
        if location is None:
            self.answer(200, "".join(info["data"]), headers)
        else:
            self.answer(303, "", [("Location", location), *headers])

    def session(self):
        cookies = dict(part.strip().split("=", 1) for part in self.headers.get("cookie", "").split(";") if "=" in part)
        return cookies.get("sp")

    def parameters(self):
        query = urllib.parse.urlsplit(self.path).query
        if self.command == "POST":
            query = self.rfile.read(int(self.headers["content-length"])).decode()
        return dict(urllib.parse.parse_qsl(query))

    def page(self, fields):
        signed_in = sessions.get(self.session())
        if signed_in is None:
            binding = BINDING_HTTP_POST if fields.get("binding") == "post" else BINDING_HTTP_REDIRECT
            force = {"force_authn": "true"} if "fresh" in fields else {}
            request_id, info = client.prepare_for_authenticate(
                entityid=idp, relay_state=self.path, binding=binding, sign="unsigned" not in fields,
                sigalg=SIG_RSA_SHA256, **force)
            outstanding[request_id] = self.path
            return self.carry(info)
        shown = {"nameId": signed_in["name_id"].text, "attributes": signed_in["ava"]}
        self.answer(200, f"<h1>Welcome</h1><pre>{html.escape(json.dumps(shown))}</pre>")

    def acs(self, fields):
        response = client.parse_authn_request_response(fields["SAMLResponse"], BINDING_HTTP_POST, outstanding)
        cookie = secrets.token_hex(16)
        sessions[cookie] = {"name_id": response.name_id, "ava": response.ava}
        target = fields.get("RelayState", "/page")
        self.answer(303, "", [("Location", target), ("set-cookie", f"sp={cookie}; Path=/; HttpOnly")])

    def logout(self, fields):
        signed_in = sessions.get(self.session())
        binding = BINDING_HTTP_POST if fields.get("binding") == "post" else BINDING_HTTP_REDIRECT
        (_, (_, info)), = client.do_logout(
            signed_in["name_id"], [idp], reason="", expire=None, sign=True, sign_alg=SIG_RSA_SHA256,
            expected_binding=binding).items()
        self.carry(info)

    def slo(self, fields):
        binding = BINDING_HTTP_POST if self.command == "POST" else BINDING_HTTP_REDIRECT
        if "SAMLResponse" in fields:
            response = client.parse_logout_request_response(fields["SAMLResponse"], binding)
            client.handle_logout_response(response)
            sessions.pop(self.session(), None)
            return self.answer(200, "<h1>Signed out of the application</h1>")
        signed_in = sessions.get(self.session())
        info = client.handle_logout_request(
            fields["SAMLRequest"], signed_in["name_id"], binding, sign=True, sign_alg=SIG_RSA_SHA256,
            relay_state=fields.get("RelayState", ""))
        sessions.pop(self.session(), None)
        self.carry(info)

    def route(self):
        path = urllib.parse.urlsplit(self.path).path
        try:
            if path == "/metadata":
                return self.answer(200, str(entity_descriptor(config)))
            routes = {"/page": self.page, "/acs": self.acs, "/slo": self.slo, "/logout": self.logout}
            return routes[path](self.parameters()) if path in routes else self.answer(404, "")
        except Exception as error:
            print(repr(error), file=sys.stderr, flush=True)
            self.answer(500, f"<h1>Refused</h1><pre>{html.escape(repr(error))}</pre>")

    do_GET = do_POST = route

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
