/** How long somebody who opened an article must lodge nothing for the article to count as the answer. */
export const deflectionWindow: number = 72 * 3_600_000
