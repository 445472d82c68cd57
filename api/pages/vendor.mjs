// Renew the vendored files of the GraphiQL page; CONTRIBUTING.md says when and how to run it.
//
//   node vendor.mjs NODE_MODULES
//
// NODE_MODULES is a fresh install (npm install --ignore-scripts) of the packages named in FILES.
// Two things are taken out, so that the page asks for nothing but itself: the source map line
// of every file, and the embedded web fonts, whose place the reader's own Chinese fonts take.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FILES = [
  ["graphiql", "graphiql.min.js", "graphiql.min.js"],
  ["graphiql", "graphiql.min.css", "graphiql.min.css"],
  ["react", "umd/react.production.min.js", "react.production.min.js"],
  ["react-dom", "umd/react-dom.production.min.js", "react-dom.production.min.js"],
];
const modules = process.argv[2];
const target = join(dirname(fileURLToPath(import.meta.url)), "static");
const manifest = (name) => JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));

function stripped(text) {
  return text
    .replace(/^\s*(\/\/|\/\*)# sourceMappingURL=.*$/gm, "")
    .replace(/@font-face\s*\{[^}]*\}\s*/g, "")
    .trimEnd()
    .concat("\n");
}

// What the bundle was made of stands in its source map.
function bundled() {
  const { sources } = JSON.parse(readFileSync(join(modules, "graphiql/graphiql.min.js.map"), "utf8"));
  const names = sources.map((path) => {
    const found = [...path.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].at(-1);
    return found?.[1] ?? path.match(/(codemirror-graphql|graphql-language-service)\//)?.[1];
  });
  return [...new Set([...names, "@graphiql/react", "@graphiql/toolkit"])].filter(Boolean);
}

function licence(name) {
  const folder = join(modules, name);
  const { license, version, author, repository } = manifest(name);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  const by = (author?.name ?? author)?.replace(/ *<.*/, "");
  const home = (repository?.url ?? repository ?? "").replace(/^git\+/, "");
  const without = `The package ships no licence file. Author: ${by ?? "see the repository"}. Source: ${home}`;
  return `${name} ${version}: ${license}\n\n${texts.length ? texts.join("\n\n") : without}\n`
    .replace(/[ \t\r]+$/gm, "");
}

const rows = FILES.map(([name, from, to]) => {
  const published = readFileSync(join(modules, name, from), "utf8");
  const text = stripped(published);
  writeFileSync(join(target, to), text);
  const { version, license } = manifest(name);
  return [to, name, version, license, createHash("sha256").update(text).digest("hex")].join("\t");
});
writeFileSync(join(target, "VERSIONS"), ["file\tpackage\tversion\tlicence\tsha256", ...rows, ""].join("\n"));

const notes = join(target, "LICENSES");
rmSync(notes, { recursive: true, force: true });
mkdirSync(notes, { recursive: true });
for (const name of new Set([...FILES.map(([name]) => name), ...bundled()])) {
  if (!existsSync(join(modules, name))) throw new Error(`${name} is in the bundle but not installed`);
  writeFileSync(join(notes, `${name.replace("/", "__").replace("@", "")}.txt`), licence(name));
}
