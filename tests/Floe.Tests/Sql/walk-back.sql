-- What snapshots of walk.sql still tell: ${first} is the first one of its table.
USE s3tablesbucket.${ns};
CALL s3tablesbucket.system.rollback_to_snapshot('${ns}.goods', ${first});
SELECT concat_ws('|',
  (SELECT string_agg(id, ' ' ORDER BY id) FROM goods),
  (SELECT count(*) FROM goods VERSION AS OF 'merged'),
  (SELECT count(*) FROM goods VERSION AS OF ${first}),
  (SELECT count(*) FROM goods TIMESTAMP AS OF '2999-01-01 00:00:00'),
  (SELECT count(*) FROM goods.history WHERE NOT is_current_ancestor) > 0) AS back;
