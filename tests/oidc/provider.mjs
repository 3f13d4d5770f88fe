// A certified OpenID Connect provider for the tests: node provider.mjs PORT SITE…
// It answers on PORT and knows each SITE as a client. Whoever types a name of ACCOUNTS is signed in.

import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { Provider } from "oidc-provider";

const [port, ...sites] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const ACCOUNTS = {
  camille: { given_name: "Camille", usual_name: "Durand", email: "camille@mairie.example", email_verified: true, siret: "21710001000018" },
  sans_preuve: { given_name: "Sacha", usual_name: "Petit", email: "sacha@mairie.example" },
  voleur: { given_name: "Alice", usual_name: "Martin", email: "alice@mairie.example", email_verified: true },
  sans_adresse: { given_name: "Noa", usual_name: "Roux" },
};

const client = (client_id, path, more = {}) => ({
  client_id,
  client_secret: `secret-${client_id}`,
  token_endpoint_auth_method: "client_secret_post",
  redirect_uris: sites.map((site) => `${site}/compte/fournisseur/${path}/retour/`),
  post_logout_redirect_uris: sites.flatMap((site) => [`${site}/`, `${site}/compte/appareil/parti/`]),
  ...more,
});

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const provider = new Provider(issuer, {
  clients: [
    client("formation", "agents", { userinfo_signed_response_alg: "RS256" }),
    client("ordinaire", "ordinaire"),
    client("autre", "agents"),
  ],
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "tests", use: "sig", alg: "RS256" }] },
  cookies: { keys: ["for tests only"] },
  scopes: ["openid", "given_name", "usual_name", "email", "siret"],
  claims: {
    openid: ["sub"],
    given_name: ["given_name"],
    usual_name: ["usual_name"],
    email: ["email", "email_verified"],
    siret: ["siret"],
    acr: null,
  },
  acrValues: ["eidas1", "eidas2"],
  conformIdTokenClaims: true,
  ttl: { IdToken: 60, AccessToken: 60, Interaction: 600, Session: 600, Grant: 600 },
  pkce: { required: () => false },
  features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
  interactions: { url: (context, { uid }) => `/qui/${uid}` },
  findAccount: (context, sub) => ACCOUNTS[sub] && { accountId: sub, claims: () => ({ sub, ...ACCOUNTS[sub] }) },
  // Nobody is asked for consent: the grant is there before the question.
  async loadExistingGrant({ oidc }) {
    const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope(oidc.params.scope);
    await grant.save();
    return grant;
  },
});

const page = (title, body) => `<!doctype html><html lang="fr"><title>${title}</title><main><h1>${title}</h1>${body}</main>`;

const answer = provider.callback();
createServer(async (request, response) => {
  const url = new URL(request.url, issuer);
  if (!url.pathname.startsWith("/qui/")) return answer(request, response);
  const accountId = url.searchParams.get("nom");
  if (accountId) {
    const acr = url.searchParams.get("acr") || "eidas1";
    return provider.interactionFinished(request, response, { login: { accountId, acr } });
  }
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  return response.end(
    page(
      "Le fournisseur",
      `<form><label>Nom <input name="nom"></label><label>Niveau <input name="acr" value="eidas2"></label><button>Continuer</button></form>`,
    ),
  );
}).listen(Number(port), "127.0.0.1", () => console.log(`ready on ${issuer}`));
