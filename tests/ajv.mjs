// Schemas and YAML texts in, as JSON on standard input; for each text what Ajv has against it out, or null.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../.ci/package.json", import.meta.url));
const Ajv = require("ajv/dist/2020.js").default;
const addFormats = require("ajv-formats").default;
const YAML = require("yaml");

const { schemas, texts } = JSON.parse(readFileSync(0, "utf8"));
// Strict, so that a keyword nobody knows is an error: these two are for editors, and a value may be left empty.
const ajv = new Ajv({ strict: true, allowUnionTypes: true, keywords: ["defaultSnippets", "enumDescriptions"] });
addFormats(ajv, { mode: "full" });
const validators = schemas.map((schema) => ajv.compile({ ...schema, $id: undefined }));

function objection({ schema, text }) {
  const document = YAML.parseDocument(text, { version: "1.2", schema: "core", logLevel: "error" });
  if (document.errors.length) return document.errors[0].message;
  let data;
  try {
    data = document.toJS();
  } catch (error) {
    return error.message; // an alias of nothing, or of too much
  }
  const validate = validators[schema];
  return validate(data) ? null : ajv.errorsText(validate.errors);
}

process.stdout.write(JSON.stringify(texts.map(objection)));
