/** One page of `examples/pages` as a crawler would have met it. */
export interface ExamplePage {
  file: string;
  uriR: string;
  /** ISO 8601 UTC. */
  capturedAt: string;
}

/** An archive of the example: which file it becomes, and what it holds in order of capture. */
export interface ExampleArchive {
  file: string;
  pages: readonly ExamplePage[];
}

const at = (handleAndId: string) => `https://twitter.com/${handleAndId}`;

/**
 * The archives of the example newsroom: the older pages in a WARC, the newer ones in a WACZ. Every
 * account, name and word is invented; the structure is that of pages which archives really hold.
 */
export const EXAMPLE_ARCHIVES: readonly ExampleArchive[] = [
  {
    file: "saltmere-2017-2019.warc.gz",
    pages: [
      {
        file: "2017-06-toll.html",
        uriR: at("mira_oskolund/status/874907224635612513"),
        capturedAt: "2017-06-15T03:12:40Z",
      },
      {
        file: "2018-05-grandfather.html",
        uriR: at("QuayInes/status/992092068641161622"),
        capturedAt: "2018-05-05T11:02:19Z",
      },
      {
        file: "2018-10-lorries.json",
        uriR: at("BridgeWatchSM/status/1054481052989659059"),
        capturedAt: "2018-10-23T06:00:00Z",
      },
      {
        file: "2018-10-lifted.html",
        uriR: at("SaltmerePort/status/1055791320004828565"),
        capturedAt: "2018-11-02T18:44:51Z",
      },
      {
        file: "2019-08-grandfather.json",
        uriR: at("QuayInes/status/992092068641161622"),
        capturedAt: "2019-08-17T09:30:00Z",
      },
      {
        file: "2019-11-rust.html",
        uriR: at("t_verhallen/status/1191371613796572083"),
        capturedAt: "2019-11-06T22:15:33Z",
      },
    ],
  },
  {
    file: "saltmere-2023.wacz",
    pages: [
      {
        file: "2023-03-closes.html",
        uriR: at("SaltmerePort/status/1633772643940747868"),
        capturedAt: "2023-03-09T19:20:11Z",
      },
      {
        file: "2023-03-pier.json",
        uriR: at("t_verhallen/status/1633826347808988322"),
        capturedAt: "2023-03-09T19:24:02Z",
      },
      {
        file: "2023-03-boats.json",
        uriR: at("loan_keravel/status/1634071089641927360"),
        capturedAt: "2023-03-10T08:10:57Z",
      },
      {
        file: "2023-03-queue.html",
        uriR: at("BridgeWatchSM/status/1634091901778137681"),
        capturedAt: "2023-03-10T08:12:30Z",
      },
      {
        file: "2023-03-free.html",
        uriR: at("KverneFerrles/status/1634263075518919162"),
        capturedAt: "2023-03-11T07:33:08Z",
      },
      {
        file: "2023-03-council.html",
        uriR: at("odile_brandvik/status/1634585797851354846"),
        capturedAt: "2023-03-12T06:45:00Z",
      },
      {
        file: "2023-03-debate.html",
        uriR: at("odile_brandvik/status/1634742295722378230"),
        capturedAt: "2023-03-12T10:01:26Z",
      },
    ],
  },
];
