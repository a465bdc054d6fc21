// SPDX-License-Identifier: Apache-2.0

/// The report's CSS: light and dark as the reader's system has it, and for paper.
enum ReportStyle {
    static let css: Markup = """
        :root {
          color-scheme: light dark;
          --page: #f5f6f8; --card: #ffffff; --ink: #1b222c; --soft: #55606e; --line: #d9dee5; --wash: #f0f2f5;
          --critical: #a3162b; --high: #a34a05; --medium: #7a5b00; --low: #2b5d8a; --info: #55606e; --on: #ffffff;
          --theft: #b3263a; --request: #2866a8; --approval: #8a5a00; --use: #6b3fa0; --other: #5c6773;
          --todo: #e9f4ee; --todoline: #2f7d55;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #12161b; --card: #1a2027; --ink: #e4e8ed; --soft: #a2adba; --line: #323b46; --wash: #222a33;
            --critical: #ff8b98; --high: #ffad72; --medium: #e8c65a; --low: #8fc1f0; --info: #b4bec9; --on: #12161b;
            --theft: #ff8b98; --request: #84b9f2; --approval: #e8bd62; --use: #c6a4f5; --other: #a2adba;
            --todo: #17261f; --todoline: #66c296;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0 auto; padding: 28px 24px 40px; max-width: 1100px; background: var(--page); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
          overflow-wrap: anywhere;
        }
        h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; }
        h1 { font-size: 30px; line-height: 1.2; letter-spacing: -0.01em; }
        h2 { font-size: 21px; line-height: 1.3; margin: 8px 0 4px; }
        h3 { font-size: 13px; text-transform: uppercase; letter-spacing: 0.06em; color: var(--soft); margin: 26px 0 10px; }
        h4 { font-size: 14px; }
        code { font: 12.5px/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; user-select: all; }
        a { color: inherit; text-underline-offset: 3px; }
        a:focus-visible, summary:focus-visible { outline: 2px solid var(--low); outline-offset: 2px; }
        .brand { color: var(--soft); font-weight: 600; margin-bottom: 4px; }
        .lead { font-size: 17px; margin: 10px 0; max-width: 60ch; }
        .counts { list-style: none; display: flex; flex-wrap: wrap; gap: 8px; padding: 0; margin-top: 12px; }
        .counts li { border: 1px solid currentColor; border-radius: 8px; padding: 4px 14px; background: var(--card); }
        .counts b { font-size: 20px; margin-right: 4px; }
        .badge {
          display: inline-block; border-radius: 5px; padding: 1px 9px; color: var(--on); font-size: 12px; font-weight: 700;
          text-transform: uppercase; letter-spacing: 0.04em; white-space: nowrap;
        }
        li.critical { color: var(--critical); } .badge.critical { background: var(--critical); }
        li.high { color: var(--high); } .badge.high { background: var(--high); }
        li.medium { color: var(--medium); } .badge.medium { background: var(--medium); }
        li.low { color: var(--low); } .badge.low { background: var(--low); }
        li.info { color: var(--info); } .badge.info { background: var(--info); }
        nav, .incident { background: var(--card); border: 1px solid var(--line); border-radius: 12px; margin-top: 20px; }
        nav { padding: 12px 20px; } nav ol { padding-left: 24px; } nav li { padding: 4px 0 4px 4px; }
        nav div { max-height: 4.6em; overflow: hidden; }
        .incident { padding: 22px 26px 26px; }
        .when { color: var(--soft); margin-left: 6px; }
        .id { color: var(--soft); font-size: 13px; }
        .chain { list-style: none; display: flex; gap: 30px; padding: 0; align-items: stretch; }
        .chain li {
          position: relative; flex: 1 1 0; min-width: 0; border: 1px solid var(--line); border-top: 4px solid var(--soft);
          border-radius: 8px; padding: 10px 14px 12px; background: var(--wash);
        }
        .chain li + li::before {
          content: "\\2192"; position: absolute; left: -26px; top: 50%; transform: translateY(-50%); width: 22px;
          text-align: center; font-size: 20px; line-height: 1; color: var(--soft);
        }
        .chain h4 { font-size: 12px; color: var(--soft); margin-bottom: 4px; }
        .chain p + p { margin-top: 8px; }
        .chain strong, .chain span { display: block; }
        .chain strong { line-height: 1.35; max-height: 9em; overflow: auto; }
        .chain span { color: var(--soft); font-size: 13px; line-height: 1.4; }
        .chain li.credential { border-top-color: var(--todoline); }
        .chain li.theft { border-top-color: var(--theft); } .chain li.request { border-top-color: var(--request); }
        .chain li.approval { border-top-color: var(--approval); } .chain li.use { border-top-color: var(--use); }
        .chain li.unseen { border-style: dashed; border-top-width: 1px; background: none; color: var(--soft); }
        svg { display: block; width: 100%; height: auto; font: 12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        svg text { fill: var(--ink); text-anchor: middle; }
        svg text.lane { text-anchor: start; font-weight: 600; }
        svg text.axis, svg text.label { fill: var(--soft); font-size: 11.5px; }
        svg text.date { font-weight: 600; fill: var(--ink); }
        svg text.in { fill: var(--on); font-size: 11px; font-weight: 700; }
        svg line.lane { stroke: var(--line); stroke-width: 2; } svg line.mark { stroke: var(--line); stroke-dasharray: 2 4; }
        svg rect { stroke: var(--card); stroke-width: 2; }
        .theft rect { fill: var(--theft); } .request rect { fill: var(--request); }
        .approval rect { fill: var(--approval); } .use rect { fill: var(--use); } .other rect { fill: var(--other); }
        svg .theft text.lane { fill: var(--theft); } svg .request text.lane { fill: var(--request); }
        svg .approval text.lane { fill: var(--approval); } svg .use text.lane { fill: var(--use); }
        .narrow { display: none; }
        .hint { color: var(--soft); font-size: 13px; }
        summary { cursor: pointer; font-weight: 600; padding: 8px 0; }
        table { width: 100%; border-collapse: collapse; font-size: 13.5px; table-layout: fixed; }
        caption { text-align: left; color: var(--soft); padding-bottom: 4px; }
        th, td { text-align: left; vertical-align: top; padding: 8px 10px 8px 0; border-top: 1px solid var(--line); }
        th { color: var(--soft); font-weight: 600; font-size: 12.5px; }
        th:nth-child(1) { width: 44px; } th:nth-child(2) { width: 112px; } th:nth-child(4) { width: 19%; }
        th:nth-child(5) { width: 15%; } th:nth-child(6) { width: 17%; }
        td small, td.number, td .sev { color: var(--soft); } td code { font-size: 11px; color: var(--soft); }
        td.gap { text-align: center; color: var(--soft); padding: 14px; }
        time b { display: inline-block; }
        .rule { display: inline-block; margin-right: 2px; }
        .kind { font-weight: 700; } .kind.theft { color: var(--theft); } .kind.request { color: var(--request); }
        .kind.approval { color: var(--approval); } .kind.use { color: var(--use); } .kind.other { color: var(--other); }
        .todo { background: var(--todo); border-left: 4px solid var(--todoline); border-radius: 8px; margin-top: 22px; padding: 16px 20px; }
        .todo h3 { margin: 0 0 6px; color: var(--todoline); } .todo ol { padding-left: 22px; } .todo li { padding: 2px 0 2px 4px; }
        .cards { display: grid; gap: 14px; }
        .card { border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; }
        .card h4 { margin-bottom: 6px; }
        dl > div { display: grid; grid-template-columns: 140px minmax(0, 1fr); gap: 12px; padding: 3px 0; }
        dt { color: var(--soft); }
        footer { color: var(--soft); margin-top: 24px; font-size: 13.5px; } footer ul { padding-left: 22px; }
        @media screen and (max-width: 760px) {
          body { padding: 18px 12px 32px; }
          h1 { font-size: 26px; }
          nav, .incident { padding-left: 16px; padding-right: 16px; }
          .when { display: block; margin: 4px 0 0; }
          .chain { flex-direction: column; gap: 26px; }
          .chain li + li::before { content: "\\2193"; left: 0; right: 0; top: -15px; width: auto; }
          .wide { display: none; } .narrow { display: block; }
          thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
          table, caption, tbody, tr, td { display: block; }
          tr { border-top: 1px solid var(--line); padding: 8px 0; }
          td { border: 0; padding: 2px 0; }
          td.number { color: var(--ink); font-weight: 700; } td.number::before { content: "Step "; }
          td[data-label] { position: relative; padding-left: 60px; }
          td[data-label]::before { content: attr(data-label); position: absolute; left: 0; color: var(--soft); }
          dl > div { grid-template-columns: minmax(0, 1fr); gap: 0; padding: 5px 0; }
        }
        @media print {
          :root {
            color-scheme: light;
            --page: #ffffff; --card: #ffffff; --ink: #000000; --soft: #444444; --line: #bbbbbb; --wash: #ffffff;
            --critical: #a3162b; --high: #a34a05; --medium: #7a5b00; --low: #2b5d8a; --info: #55606e; --on: #ffffff;
            --theft: #b3263a; --request: #2866a8; --approval: #8a5a00; --use: #6b3fa0; --other: #5c6773;
            --todo: #ffffff; --todoline: #2f7d55;
          }
          body { padding: 0; max-width: none; font-size: 11pt; print-color-adjust: exact; }
          nav, .incident { border: 0; padding: 0; }
          .incident + .incident { break-before: page; }
          .chain, svg, tr, .card, .todo { break-inside: avoid; }
          .chain strong { max-height: none; }
          h2, h3, h4, caption { break-after: avoid; }
          summary { list-style: none; }
        }

        """
}
