// Write the Chinese characters in the order of pinyin, one line of them for every hundred.
//
//     node tools/make_pinyin.mjs > secretariat/engines/collation/pinyin.txt
//
// The order is that of CLDR's collation "zh", asked of the ICU that Node.js carries. The characters are those of the
// block of unified ideographs (U+4E00 to U+9FFF); rarer ones keep the order of their code points, after these.

const collator = new Intl.Collator("zh-u-co-pinyin");
const characters = [];
for (let code = 0x4e00; code <= 0x9fff; code += 1) {
  characters.push(String.fromCodePoint(code));
}
characters.sort(collator.compare);
for (let start = 0; start < characters.length; start += 100) {
  process.stdout.write(`${characters.slice(start, start + 100).join("")}\n`);
}
