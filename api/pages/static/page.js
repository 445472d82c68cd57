// Start GraphiQL on the questions that the server put into the page.
"use strict";

const tabs = JSON.parse(document.getElementById("tabs").textContent);

async function ask({ query, variables, operationName }, { headers } = {}) {
  const answer = await fetch("graphql", {
    method: "POST",
    headers: {
      Accept: "application/graphql-response+json, application/json",
      "Content-Type": "application/json",
      ...headers,
    },
    body: JSON.stringify({ query, variables, operationName }),
  });
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `HTTP ${answer.status} ${answer.statusText}`, extensions: { text } }] };
  }
}

// What was typed ends with the browser tab: answers and variables may name people.
const storage = window.sessionStorage;
// GraphiQL takes the first tab's variables from here alone, and later its own from storage.
const first = storage.getItem("graphiql:tabState") === null ? tabs[0] : undefined;

const { createElement } = React;
const logo = createElement(GraphiQL.Logo, null, createElement("strong", null, "帮扶 Bangfu"));
ReactDOM.createRoot(document.getElementById("page")).render(
  createElement(
    GraphiQL,
    {
      fetcher: ask,
      storage,
      showPersistHeadersSettings: false,
      defaultTabs: tabs.length ? tabs : undefined,
      variables: first?.variables ?? undefined,
      defaultQuery: "# { help(of: \"...\") { ... } }\n",
      defaultEditorToolsVisibility: tabs.some((tab) => tab.variables) ? "variables" : undefined,
    },
    logo,
  ),
);
