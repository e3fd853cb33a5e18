/** How a paper version looks: A4, black on white, no item torn in two. */
export const paperStyle = `
@page{size:A4;margin:18mm 16mm}
body{font:10.5pt/1.4 system-ui,sans-serif;color:#000;background:#fff;max-width:178mm;margin:0 auto;padding:8mm 0}
h1{font-size:17pt;line-height:1.25}
h2{font-size:13pt;margin:9mm 0 2mm;border-bottom:1pt solid #000;break-after:avoid}
h3{font-size:9pt;font-weight:400;margin:4mm 0 1mm;color:#444;break-after:avoid}
h4{font-size:10.5pt;margin:0 0 1mm;display:flex;gap:4mm;justify-content:space-between;align-items:baseline}
h4 code{flex:none}
article{break-inside:avoid;border:.5pt solid #888;border-radius:1mm;padding:2mm 3mm;margin:0 0 2mm}
article.line{margin-left:6mm}
code{font:8.5pt ui-monospace,monospace;color:#333;overflow-wrap:anywhere}
ul{list-style:none;margin:1mm 0;padding:0;columns:2;column-gap:6mm}
li{break-inside:avoid;padding-left:5mm;text-indent:-5mm}
p{margin:1mm 0}
.remark,.reasons,em{font-size:8.5pt;color:#333;font-style:normal}
.help,.intro{font-style:italic}
.grid{font-weight:600;margin:2mm 0 1mm;break-after:avoid}
.draft{font-weight:700;border:1pt solid #000;padding:1mm 3mm}
`;
