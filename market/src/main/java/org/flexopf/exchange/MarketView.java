package org.flexopf.exchange;

import java.util.List;

/**
 * The books of a market as they stand. Immutable.
 *
 * @param sequence the number of the last command
 * @param books the books of all periods in their order
 */
public record MarketView(long sequence, List<BookView> books) {

    /** The list is copied. */
    public MarketView {
        books = List.copyOf(books);
    }

    /** The book of a period. @throws IllegalArgumentException if there is no such period */
    public BookView book(String period) {
        return books.stream()
                .filter(book -> book.period().equals(period))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no period '" + period + "'; there are "
                        + books.stream().map(BookView::period).toList()));
    }
}
