/** Texts that break documents, each of a kind that no ordinary case holds; invented. By the name of what is odd in them. */
export const ODD_TEXTS = {
  'combining marks':
    'Z\u0351\u036b\u0343a\u030al\u0322go o\u0308 e\u0301\u0323 a\u0308\u0304 s\u0307\u0323 \u0301början n\u0303\u0303\u0303 a\u20dd',
  'emoji families': 'Vi 👩🏽‍❤️‍💋‍👨🏿 och 👨‍👩‍👧‍👦, 🧑🏻‍🤝‍🧑🏾, 🏳️‍⚧️ 🏴‍☠️ 👁️‍🗨️ 🫱🏽‍🫲🏻 ❤️‍🔥.',
  'flags and keycaps': '🇸🇪🇳🇴🇫🇮🇩🇰 🇽🇽 🇸 🏴󠁧󠁢󠁳󠁣󠁴󠁿 #️⃣ 9️⃣ *️⃣ ©️ ™️ ☺︎ ☺️',
  'mathematical letters': '𝐉𝐚𝐠 𝓱𝓪𝓽𝓪𝓻 𝔢𝔯 𝕒𝕝𝕝𝕒 𝖨𝖽𝗂𝗈𝗍 ⅷ ½ ℵ ∑ ⓐⓑ ｆｕｌｌ ﬁ ﬀ Ⅻ',
  'musical symbols': 'Sjung 𝄞𝅘𝅥𝅮 𝆑 ♫ ♭ 𝄫 nu',
  'private use': 'Ett \ue000 två \uf8ff tre \u{f0000} fyra \u{10fffd} fem \ufdd0 sex \uffff sju',
  'half characters': 'före\ud800mitt\udc00efter\ude00\ud83d slut\ud83d',
  'one word of 500': `${'Ord'.repeat(166)}sl`,
  'right to left with numbers':
    'הגיע 25% ב-3.5.2026 (עמ׳ 12-14), טל׳ 08-123 45 67.\nالسعر ١٢٣٫٥٠ ريال + 45 kr = ‏99',
  Thai: 'เจ้าหน้าที่ห้องสมุดไม่ตอบคำถามนี้เลย ๑๒๓',
  Hindi: 'यह पुस्तकालय क्षेत्र में ज्ञान श्री १२३ नहीं है।',
  Georgian: 'ბიბლიოთეკა დახურულია ᲑᲘᲑᲚᲘᲝᲗᲔᲙᲐ ⴀⴁ',
  'line separators': 'ett\u2028två\u2029tre\u0085fyra\u000bfem\u000csex\r\nsju\n\råtta',
  'vowels and joiners': 'می‌خواهم کتاب‌ها را بِخوانَم، مُحَمَّد',
  'Hebrew with vowels': 'בְּרֵאשִׁית בָּרָא שָׁלוֹם',
  'rare Han': '𠮷野家 㐂 龘 﨑 葛󠄀 ㋿',
  'scripts few write': 'ᚠᚢᚦ ꙮ ᏣᎳᎩ ⵣ ߒߞߏ ᠮᠣᠩ 𞤀𞤣 𐌰 ꦗꦮ မြန်မာ ខ្មែរ ລາວ සිංහල ಕನ್ನಡ',
  'spaces of all kinds': 'a\u00a0b\u2003c\u202fd\u3000e\u1680f\u205fg\u200bh\u2060i\ufeffj  k   l',
  'tag characters': 'syns\u{e0068}\u{e0065}\u{e006a} inte\u061c \u2066in\u2069 \u00ad slut\u034f',
} as const;
