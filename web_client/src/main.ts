import { API_VERSION, Api, ApiError } from "./api/client";
import type { Network, Networks } from "./api/types";
import type { Address } from "./state/address";
import { parseAddress } from "./state/address";
import { Folding, toggled } from "./state/folding";
import "./styles/style.css";
import { Application } from "./ui/application";
import { element } from "./ui/dom";
import { Messages, explanation } from "./ui/messages";
import { installTestHook } from "./ui/testHook";

const page = document.body;
const folding = new Folding(sessionStorage);
const messages = new Messages(page);
const loading = element(
  "div",
  { class: "loading", role: "status" },
  element("strong", {}, "DeepVision"),
  element("p", {}, "Asking the server…"),
);

/** Asks for everything the hall is built from, builds it, and walks in. */
async function start(): Promise<void> {
  const api = new Api("api/v1/");
  api.connection.listen((reachable) => {
    messages.banner(reachable ? null : "The server does not answer; trying again…");
  });
  page.append(loading);
  const server = await api.server();
  if (server.api !== API_VERSION) {
    throw new Error(
      `This page speaks version ${API_VERSION} of the server's interface, but the server speaks version ${server.api}. ` +
        "Reload the page; if that does not help, build the client again (make client).",
    );
  }
  const address = parseAddress(location.hash);
  const [listed, datasets] = await Promise.all([api.networks(), api.datasets()]);
  const networks = await readNetworks(api, listed, address);
  say(`Building the hall of ${networks.map(({ name }) => name).join(" and ")}…`);
  const application = new Application(api, networks, datasets, { messages, page, fold });
  for (const { name, detail } of listed.failures) messages.toast(`${name} could not be loaded: ${detail}`, "error");
  const started = application.start(address, say, () => { loading.remove(); });
  installTestHook(application, started);
  if (server.training === true) application.follow(started);
  await started;
}

/** The networks that the address names, else all; one after the other, so that progress can be told. */
async function readNetworks(api: Api, { networks, failures }: Networks, address: Address): Promise<Network[]> {
  const named = networks.filter(({ id }) => address.networks.includes(id));
  const wanted = named.length > 0 ? named : networks;
  if (wanted.length === 0) {
    const reasons = failures.map(({ name, detail }) => `${name}: ${detail}`).join("\n");
    throw new Error(`The server has no network to show. Start it with --network NAME.\n${reasons}`);
  }
  const read: Network[] = [];
  for (const [i, { id, name }] of wanted.entries()) {
    say(`Reading ${name} (${i + 1} of ${wanted.length})…`);
    read.push(await readNetwork(api, id));
  }
  return read;
}

/** The network with the visitor's own folding, unless its sections have changed since. */
async function readNetwork(api: Api, id: string): Promise<Network> {
  try {
    return await api.network(id, folding.of(id));
  } catch (error) {
    if (!(error instanceof ApiError) || folding.of(id) === undefined) throw error;
    return api.network(id);
  }
}

/** The hall is built anew with a section folded or unfolded; the address keeps everything else. */
function fold(network: Network, section: string): void {
  folding.keep(network.id, toggled(network.sections, section));
  location.reload();
}

function say(text: string): void {
  loading.lastElementChild?.replaceChildren(text);
}

start().catch((error: unknown) => {
  page.append(loading);
  loading.classList.add("failed");
  say(explanation(error));
});
