/**
 * The result document: what a solve or a power flow has to tell, as data with units, and its renderings as JSON, CSV
 * and text. A renderer chooses and formats; it computes no figure.
 */
package org.flexopf.report.result;
