/**
 * What people, forms and programs write for what they do not know, in the languages of Braze's markets;
 * in lower case.
 */
export const UNKNOWN_WORDS: readonly string[] = `
	unknown, not known, unspecified, not specified, not set, not stated, not given, not available, not disclosed,
	not provided, not applicable, undisclosed, no answer, no data, no value, no response, n/a, n.a, na, n/d, n.d, s/d, none, nil,
	don't know, do not know,
	unbekannt, nicht bekannt, nicht angegeben, nicht vorhanden, weiß nicht, weiss nicht, k.a, keine angabe, keine daten,
	inconnu, inconnue, non renseigné, non spécifié, non précisé, non disponible, ne sais pas, sans réponse,
	desconocido, desconocida, no especificado, sin especificar, no disponible, sin datos, no sabe, no sé, ns/nc,
	desconhecido, desconhecida, não informado, não especificado, não disponível, não sei,
	sconosciuto, sconosciuta, non specificato, non disponibile, non so,
	onbekend, niet bekend, niet opgegeven, niet ingevuld, weet niet, n.v.t,
	okänd, ej angivet, vet ej, saknas, ukendt, ikke oplyst, ukjent, ikke oppgitt, vet ikke, ved ikke,
	tuntematon, ei tiedossa, ei tietoa, en tiedä,
	nieznana, nieznany, nieznane, nie podano, brak danych, nie wiem, neznámý, neznámé, nezadáno, nevím, neznámy,
	ismeretlen, nincs adat, nem tudom, necunoscut, nespecificat, bilinmiyor, belirtilmemiş, bilmiyorum,
	неизвестно, не указано, не указан, нет данных, не знаю, невідомо, не вказано, неизвестен, άγνωστο,
	未知, 不详, 暂无, 未填写, 不清楚, 不明, 未設定, 未回答, 未入力, 該当なし, わからない, 알 수 없음, 미상, 미입력, 무응답, 모름,
	tidak diketahui, không rõ, không xác định, không biết, ไม่ทราบ, ไม่ระบุ, غير معروف, غير محدد, לא ידוע, לא צוין,
	अज्ञात`
	.split(',')
	.map((word) => word.trim());
