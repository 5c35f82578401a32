package org.flexopf.examples.cli;

import org.flexopf.network.Network;
import org.flexopf.opf.OpfResult;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.report.FeederPicture;
import org.flexopf.report.HtmlReport;
import org.flexopf.report.result.OpfDocument;

/**
 * What is drawn of a result.
 *
 * @param prices {@code null} if there are none
 */
record SolvePictures(Network network, OpfResult result, NodalPrices prices, OpfDocument document) {

    /** The network in the state that was found; without one, with marks on what cannot be met together. */
    FeederPicture picture() {
        FeederPicture picture = result.map(FeederPicture::of).orElseGet(() -> FeederPicture.of(network));
        FeederPicture priced = prices == null ? picture : picture.withPrices(prices);
        return document.conflict().map(priced::withConflict).orElse(priced);
    }

    /** The document as a page. */
    HtmlReport page() {
        HtmlReport page = HtmlReport.of(network, document).result(result);
        return prices == null ? page : page.prices(prices);
    }
}
