SELECT p.id
FROM person AS p LEFT JOIN confirmation AS c ON c.person = p.id
GROUP BY p.id
ORDER BY max(coalesce(c.at, p.at)) DESC, p.id DESC;
