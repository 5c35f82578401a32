/**
 * Pictures of feeders and prices as SVG, and a report as one HTML file. Nothing here solves or computes: it draws what
 * it is handed, with the same bytes for the same input.
 */
package org.flexopf.report;
