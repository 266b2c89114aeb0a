/** Changelogs hold the sentences of the changesets, and nothing else. */
module.exports = {
  getReleaseLine: async ({ summary }) => `- ${summary.trim().replace(/\n(?=.)/g, "\n  ")}`,
  getDependencyReleaseLine: async () => "",
};
