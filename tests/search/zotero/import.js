// References on stdin, in whichever format Zotero makes them out to be -> its items as JSON on stdout.
console.log = console.error // what Zotero says of its work
const {referenceImport} = require("zotero-translators")

referenceImport(require("fs").readFileSync(0, "utf8")).then(
  items => process.stdout.write(JSON.stringify(items)),
  error => {
    console.error(error)
    process.exit(1)
  }
)
