/** What of a post is asked for, so that an answer can be read as a pushed one is. Each user read costs, each post too. */
export const POST_FIELDS: Readonly<Record<string, string>> = {
  'tweet.fields':
    'id,text,note_tweet,author_id,conversation_id,created_at,in_reply_to_user_id,referenced_tweets,' +
    'edit_history_tweet_ids,display_text_range,entities,attachments,public_metrics',
  expansions: 'author_id,attachments.media_keys,referenced_tweets.id',
  'user.fields': 'id,name,username',
  'media.fields': 'media_key,type,url,preview_image_url,variants,alt_text',
};
