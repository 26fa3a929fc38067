"""From a folder of news articles to a timeline whose every date and every claim can be checked."""
