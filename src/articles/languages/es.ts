import { type Language, words } from "./language.js";

export const spanish: Language = {
  code: "es",
  function: words(
    "el la los las de del y en que un una por con para se su sus al lo como más pero fue es ha este esta",
  ),
  firstPerson: words(
    "yo mi mis me mí conmigo nosotros nuestro nuestra nuestros nuestras nos he estoy",
  ),
  reports: words(
    "respondió recordó recuerda celebró celebra felicitó felicita cuestionó cuestiona ironizó ironiza arremetió arremete replicó replica sentenció concluyó aclaró aclara  escribió escribe escribía dijo dice declaró declara afirmó afirma añadió añade agregó agrega " +
      "anunció anuncia respondió responde comentó comenta advirtió advierte instó insta deploró " +
      "deplora condenó condena denunció denuncia insistió insiste explicó explica señaló señala " +
      "sostuvo reaccionó reacciona expresó expresa criticó critica saludó lamentó lamenta pidió pide " +
      "agradeció agradece aseguró asegura manifestó manifiesta indicó indica compartió comparte " +
      "publicó publica subrayó subraya reclamó reclama exigió exige apuntó posteó postea",
  ),
  posts: words("tuiteó tuitea tuiteaba twitteó twittea"),
  on: words("en vía por a través"),
  post: words("tuit tuits tweet tweets tuiteo post publicación hilo"),
  titles: words(
    "presidente presidenta ministro ministra primer primera senador senadora diputado diputada " +
      "alcalde alcaldesa rey reina papa general coronel sr. sra. dr. dra. don doña canciller " +
      "embajador embajadora portavoz vocero periodista activista gobernador gobernadora el la los",
  ),
  articles: words("el la los las un una"),
  prepositions: words("de del a al por para con en contra según sobre"),
  openers: words(
    "él ella ellos ellas usted ustedes según conforme cuando cómo qué quién dónde tras antes desde como si pero y o así entonces ayer hoy además",
  ),
  between: words("ha han había también luego después ya se lo le"),
  about: words("sobre acerca"),
  subordinators: words("cuando mientras después antes tras aunque porque como"),
  elsewhere: words(
    "entrevista video vídeo discurso libro carta conferencia rueda programa podcast radio audiencia columna correo película canción transmisión grabación directo llamada tribunal live espacio",
  ),
  inscriptions: words(
    "pancarta pancartas cartel carteles letrero letreros lema etiqueta camiseta titulado titulada titulados",
  ),
  writes: words("escribió escribe escribía escribir escribiendo"),
  clauses: words("que quien quienes"),
  publishes: words("posteó postea"),
  credits: words("según"),
  account: words(
    "su sus la el cuenta perfil página canal plataforma red social oficial personal propia exTwitter usuario usuaria antes antiguo de a través",
  ),
  dated: words("el la este esta pasado pasada de del por noche mañana"),
  by: words("de del"),
  networks: ["redes sociales", "red social"],
  inverts: true,
  nouns: false,
};
